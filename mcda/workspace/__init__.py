"""Asks: the planners' pages. The only package that knows Streamlit."""
