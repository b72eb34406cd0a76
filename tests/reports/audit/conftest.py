"""Desks for shops whose exports are written as files, and audited as a user would."""

from pathlib import Path

import pytest
from shop_desk import Desk


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give a desk for one shop that many tests look at."""
    return Desk(tmp_path_factory.mktemp("shop"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a desk in a folder of its own."""
    return Desk(tmp_path)
