"""${message}"""

import sqlalchemy as sa
from alembic import op

from migrations import walls

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    pass
