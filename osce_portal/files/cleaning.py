"""Opens one untrusted file and writes it anew without anything active; run by ``confined.py``.

``cleaning.py application/pdf < upload > clean``.
"""

import sys
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps

MAX_PAGES = 300
MAX_PIXELS = 40_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}

# What could act by itself or carry another file (ISO 32000-2, 7.11, 12.6, 13): keys, actions, annotations.
ACTIVE_KEYS = (
    "/OpenAction",
    "/AA",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/AF",
    "/XFA",
    "/Collection",
)
ACTIVE_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/GoTo3DView", "/Movie",
    "/Sound", "/Rendition", "/RichMediaExecute", "/Thread", "/Trans", "/Hide", "/Named",
    "/SetOCGState", "/ResetForm",
}  # fmt: skip
ACTIVE_ANNOTATIONS = {"/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D"}


def main(content_type: str) -> None:
    """Read standard input, write the clean file to standard output; OverflowError for too much of it."""
    data = sys.stdin.buffer.read()
    try:
        clean = clean_pdf(data) if content_type == "application/pdf" else clean_image(data, content_type)
    except Image.DecompressionBombError as error:
        raise OverflowError from error
    sys.stdout.buffer.write(clean)


def clean_image(data: bytes, content_type: str) -> bytes:
    """The picture alone, upright, without what the camera wrote beside it (place, device, thumbnails)."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2  # Pillow raises at twice this
    with Image.open(BytesIO(data), formats=[FORMATS[content_type]]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise OverflowError
        upright = ImageOps.exif_transpose(image)
        if content_type == "image/jpeg" and upright.mode not in {"L", "RGB"}:
            upright = upright.convert("RGB")
        upright.info.clear()
        output = BytesIO()
        upright.save(output, FORMATS[content_type], quality=88)
        return output.getvalue()


def clean_pdf(data: bytes) -> bytes:
    """The document written anew, without scripts, actions that leave it, forms' code and attached files."""
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
        if len(pdf.pages) == 0:
            raise ValueError("no page")
        if len(pdf.pages) > MAX_PAGES:
            raise OverflowError
        for item in pdf.objects:
            for dictionary in _dictionaries(item):
                _disarm(dictionary)
        output = BytesIO()
        pdf.save(output, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return output.getvalue()


def _dictionaries(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every dictionary directly in ``item``, itself included; what it refers to comes by itself."""
    waiting = [item]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            values = [value for _name, value in item.items()]
            yield item
        elif isinstance(item, pikepdf.Array):
            values = list(item)
        else:
            continue
        waiting += [value for value in values if _is_inside(value)]


def _is_inside(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _disarm(dictionary: pikepdf.Object) -> None:
    for key in ACTIVE_KEYS:
        if key in dictionary:
            del dictionary[key]
    if str(dictionary.get("/S", "")) in ACTIVE_ACTIONS:
        for key in list(dictionary.keys()):
            del dictionary[key]
    if str(dictionary.get("/Subtype", "")) in ACTIVE_ANNOTATIONS:
        for key in [key for key in dictionary.keys() if key not in {"/Type", "/Rect", "/P"}]:  # noqa: SIM118
            del dictionary[key]
        dictionary["/Subtype"] = pikepdf.Name("/Square")


if __name__ == "__main__":
    main(sys.argv[1])
