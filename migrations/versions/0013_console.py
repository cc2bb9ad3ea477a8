"""What the association's console needs."""

from alembic import op

from migrations import walls

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    # Whoever helps must see who belongs where; a look at somebody is a line in the trail.
    walls.shared_with("staff", "membership", "SELECT")
    op.create_index("audit_entry_tenant_id_person_id_idx", "audit_entry", ["tenant_id", "person_id"])
