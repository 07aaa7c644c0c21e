"""All light pages, for the ASGI app to mount beside the workspace."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mcda.portal import access, answering, joining, present, public
from mcda.portal.quiet import keep_quiet

STATIC = Path(__file__).with_name("static")
KINDS = {".css": "text/css", ".js": "text/javascript"}
KEEP = {"cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff"}


async def _static(request: Request) -> Response:
    name = request.path_params["file"]
    content, kind = _files().get(name, (b"", ""))
    if not kind:
        return Response(status_code=404)
    kept = KEEP if request.query_params.get("v") else KEEP | {"cache-control": "no-cache"}
    return Response(content, headers=kept, media_type=kind)


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """Style sheets and scripts, some kilobytes in all."""
    return {
        file.name: (file.read_bytes(), KINDS[file.suffix])
        for file in STATIC.iterdir()
        if file.suffix in KINDS
    }


def routes() -> list[BaseRoute]:
    """The routes of participants, of readers, of the hall's screen, and of the door to the workspace."""
    keep_quiet()
    return [
        Route("/portal/{file}", _static, methods=["GET"]),
        *joining.ROUTES,
        *answering.ROUTES,
        *present.ROUTES,
        *access.ROUTES,
        *public.ROUTES,
    ]
