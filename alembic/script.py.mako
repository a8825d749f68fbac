"""${message}

A migration imports nothing of hiring; it may be read years from now. It must go up, down and
up again with the rows kept, on SQLite and on PostgreSQL, and SCHEMA in
hiring/store/connection.py must name the newest.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
