"""a note may be told from nobody: where nothing may tell who wrote it.

The only one with a perspective in a group could be told by it. Taken back, such notes get a perspective of their group.
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

NAMELESS = "(SELECT id FROM workshop WHERE anonymous)"
SOME = "SELECT min(perspective) FROM participant WHERE participant.group_id = note.group_id"


def upgrade() -> None:
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.alter_column('perspective', existing_type=sa.String(), nullable=True)
    groups = f'SELECT id FROM "group" WHERE workshop_id IN {NAMELESS}'
    op.execute(f"UPDATE note SET perspective = NULL WHERE group_id IN ({groups})")
    op.execute(f"UPDATE participant SET writing = false, editing = NULL WHERE workshop_id IN {NAMELESS}")


def downgrade() -> None:
    op.execute(f"UPDATE note SET perspective = coalesce(({SOME}), '') WHERE perspective IS NULL")
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.alter_column('perspective', existing_type=sa.String(), nullable=False)
