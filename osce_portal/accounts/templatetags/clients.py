"""The browser of a session in words."""

from django import template

from osce_portal.accounts.sessions import name_client

register = template.Library()
register.filter("client_name", name_client)
