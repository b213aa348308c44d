"""The production entry: ``streamlit run lib/asgi.py``, from the product's folder. app.py behind security headers."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# `streamlit run` puts this file's own folder first, where `text` or `store` would hide other modules' names.
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if Path(entry or ".").resolve() != ROOT / "lib")]

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from streamlit.runtime.pages_manager import PagesManager  # noqa: E402

from lib.access.cookies import SessionCookies  # noqa: E402
from lib.access.sessions import find_session  # noqa: E402
from lib.errors import CannotRun  # noqa: E402
from lib.ui.errors import show_error  # noqa: E402
from lib.ui.headers import SecurityHeaders, content_security_policy  # noqa: E402
from lib.ui.uploads import UploadsOfSignedIn  # noqa: E402

# Streamlit would serve a file in pages/ past app.py, and so past the sign-in, until the first visitor came.
PagesManager.uses_pages_directory = False


@asynccontextmanager
async def open_store_first(_: st.App) -> AsyncIterator[None]:
    """Open the store before the first visitor comes: what is wrong with it shows where the program was started."""
    from lib.ui.handle import store  # here, because Streamlit's caches want its runtime, which exists only now

    try:
        store()
    except CannotRun as refusal:
        print(refusal, file=sys.stderr, flush=True)
    # Reading makes hundreds of thousands of objects that are kept. By default the collector goes through all of them,
    # and the modules', again and again while they are made: over a third of the time of reading a week's findings.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    yield


def is_session(token: str) -> bool:
    """Whether this is the token of somebody who may work here now."""
    from lib.ui.handle import store

    found = find_session(store(), token)
    return found is not None and not found.must_change_password


app = st.App(
    str(ROOT / "app.py"),
    middleware=[Middleware(SecurityHeaders, policy=content_security_policy()), Middleware(SessionCookies),
                Middleware(UploadsOfSignedIn, is_session=is_session)],
    lifespan=open_store_first,
    on_script_error=show_error,
)
