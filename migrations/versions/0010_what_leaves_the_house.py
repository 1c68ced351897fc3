"""where a workshop is held, the language of its report, and whether its people may read the results."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('place', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('language', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('results_open', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('results_open')
        batch_op.drop_column('language')
        batch_op.drop_column('place')
