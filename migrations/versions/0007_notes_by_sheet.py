"""the notes of one sheet are counted, and read, by an index."""

from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('note_by_sheet', 'note', ['group_id', 'sheet'])


def downgrade() -> None:
    op.drop_index('note_by_sheet', table_name='note')
