# One image for web, worker and beat; docker-compose.yml says which is which.
FROM python:3.13-slim-bookworm AS environment
RUN pip install --no-cache-dir uv
COPY requirements.lock .
RUN uv venv /opt/venv && \
    uv pip sync --require-hashes --no-cache --compile-bytecode --python /opt/venv/bin/python requirements.lock

FROM python:3.13-slim-bookworm
RUN apt-get update && \
    apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core && \
    rm -rf /var/lib/apt/lists/* && \
    useradd --create-home --uid 10001 portal && \
    install -d -o portal /srv/files /srv/portal/staticfiles
COPY --from=environment /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 XDG_CACHE_HOME=/tmp
WORKDIR /srv/portal
COPY . .
RUN DJANGO_SETTINGS_MODULE=osce_portal.settings.dev python manage.py compile_catalogues && \
    python -m compileall -q .
ENV DJANGO_SETTINGS_MODULE=osce_portal.settings.production PRIVATE_FILES_DIR=/srv/files
USER portal
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/health/', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}))"]
CMD ["sh", "-c", "python manage.py migrate --noinput && python manage.py sync_roles && python manage.py collectstatic --noinput && exec gunicorn osce_portal.wsgi --bind 0.0.0.0:8000 --workers ${WEB_WORKERS:-3} --max-requests 2000 --max-requests-jitter 200"]
