"""the evaluation is opened, and may be in the report."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('evaluating', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('evaluation_in_report', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('evaluation_in_report')
        batch_op.drop_column('evaluating')
