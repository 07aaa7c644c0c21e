"""All light pages, for the ASGI app to mount beside the workspace."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from mcda.portal import access, answering, joining, present, public
from mcda.portal.quiet import keep_quiet

STATIC = Path(__file__).with_name("static")
KEEP = {"cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff"}


async def _static(request: Request) -> Response:
    file = STATIC / request.path_params["file"]
    if file.parent != STATIC or file.suffix not in {".css", ".js"} or not file.is_file():
        return Response(status_code=404)
    kept = KEEP if request.query_params.get("v") else KEEP | {"cache-control": "no-cache"}
    return FileResponse(file, headers=kept)


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
