"""Wires the workspace into one ASGI app: `streamlit run app.py`, or `uvicorn app:app` for a workshop."""

import streamlit as st
from starlette.middleware import Middleware

from mcda.workspace.serving import WORKSPACE, PrecompressedStatic, SecurityHeaders, lifespan

app = st.App(
    WORKSPACE,
    middleware=[Middleware(SecurityHeaders), Middleware(PrecompressedStatic)],
    lifespan=lifespan,
)
