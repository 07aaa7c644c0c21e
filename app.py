"""Wires workspace and light pages into one ASGI app: `streamlit run app.py`, or `uvicorn app:app`."""

import streamlit as st
from starlette.middleware import Middleware

from mcda.portal.access import AccessKey
from mcda.portal.routes import routes
from mcda.workspace.connecting import StraightConnection
from mcda.workspace.serving import WORKSPACE, PrecompressedStatic, SecurityHeaders, lifespan

app = st.App(
    WORKSPACE,
    routes=routes(),
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(AccessKey),
        Middleware(PrecompressedStatic),
        Middleware(StraightConnection),
    ],
    lifespan=lifespan,
)
