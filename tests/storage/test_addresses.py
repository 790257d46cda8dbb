"""A subscription address is known by its secret alone, can be closed and renewed, and
tells little about its reader.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.addresses import Address, Addresses, Fetch
from storage.database import Database
from storage.tables import address
from tests.storage.cast import DAY, DEPUTY, LATER, NOW, OTHER, OWNER, P

TOKEN, NEWER = "secret-token-of-the-owner", "secret-token-after-renewal"


@pytest.fixture
def addresses(database: Database) -> Addresses:
    return Addresses(database)


@pytest.fixture
def mine(addresses: Addresses) -> Address:
    return addresses.create(P, OWNER, "mine", TOKEN, at=NOW)


def test_an_address_is_found_by_its_token_alone(addresses: Addresses, mine: Address) -> None:
    assert addresses.find(TOKEN) == mine
    assert [addresses.find(wrong) for wrong in (TOKEN + "x", TOKEN[:-1], "", mine.id)] == [None] * 4
    assert (mine.process, mine.person, mine.scope, mine.created_at, mine.revoked_at) == (
        P,
        OWNER,
        "mine",
        NOW,
        None,
    )


def test_the_token_itself_is_nowhere_in_the_database(database: Database, mine: Address) -> None:
    with database.read() as connection:
        assert TOKEN not in str(connection.execute(select(address)).all())


def test_a_revoked_address_is_still_found_so_that_its_feed_can_say_so(
    addresses: Addresses, mine: Address
) -> None:
    assert (
        addresses.revoke(mine.id, at=LATER),
        addresses.revoke(mine.id, at=LATER + timedelta(days=1)),
    ) == (True, False)
    found = addresses.find(TOKEN)
    assert found is not None
    assert found.revoked_at == LATER


def test_renewing_closes_the_old_address_of_that_scope_only(
    addresses: Addresses, mine: Address
) -> None:
    whole = addresses.create(P, OWNER, "all", "t2", at=NOW)
    others = addresses.create(P, DEPUTY, "mine", "t3", at=NOW)
    newer = addresses.renew(P, OWNER, "mine", NEWER, at=LATER)
    assert {a.id: a.revoked_at for a in addresses.of(P, OWNER)} == {
        mine.id: LATER,
        whole.id: None,
        newer.id: None,
    }
    assert addresses.of(P, DEPUTY) == (others,)
    assert addresses.of(OTHER, OWNER) == ()


def test_a_fetch_is_noted_by_day_and_kind_of_program_and_no_finer(
    addresses: Addresses, mine: Address
) -> None:
    assert addresses.touched(mine, client="outlook", day=DAY)
    assert addresses.touched(mine, client="google", day=DAY + timedelta(days=1))
    today = addresses.of(P, OWNER)[0]
    assert today.fetched == (
        Fetch(client="google", day=DAY + timedelta(days=1)),
        Fetch(client="outlook", day=DAY),
    )
    assert addresses.find(TOKEN) == today
    assert not addresses.touched(today, client="outlook", day=DAY)
    assert addresses.touched(today, client="outlook", day=DAY + timedelta(days=1))
    assert [fetch.client for fetch in addresses.of(P, OWNER)[0].fetched] == ["google", "outlook"]
