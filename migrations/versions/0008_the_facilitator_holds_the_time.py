"""the facilitator holds the time: agenda, clocks, passages, notices, roles."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

OF_A_GROUP = 'fk_facilitator_group_id'


def workshop() -> list[sa.Column]:
    return [
        sa.Column('agenda', sa.String(), server_default='', nullable=False),
        sa.Column('starts_at', sa.Integer(), server_default='540', nullable=False),
        sa.Column('item', sa.String(), server_default='', nullable=False),
        sa.Column('screen', sa.String(), server_default='', nullable=False),
    ]


def group() -> list[sa.Column]:
    return [
        sa.Column('noticed', sa.BigInteger(), server_default='0', nullable=False),
        sa.Column('held', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('calling', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('help_at', sa.BigInteger(), nullable=True),
        sa.Column('asked', sa.String(), server_default='', nullable=False),
    ]


def facilitator() -> list[sa.Column]:
    return [
        sa.Column('name', sa.String(), server_default='', nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=True),
        sa.Column('holder', sa.Integer(), nullable=True),
        sa.Column('made_at', sa.BigInteger(), server_default='0', nullable=False),
    ]


def upgrade() -> None:
    for table, columns in (('workshop', workshop()), ('group', group())):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.add_column(column)
    with op.batch_alter_table('facilitator', schema=None) as batch_op:
        for column in facilitator():
            batch_op.add_column(column)
        batch_op.create_foreign_key(OF_A_GROUP, 'group', ['group_id'], ['id'], ondelete='CASCADE')
    op.execute("UPDATE facilitator SET holder = id")
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.add_column(sa.Column('led', sa.Boolean(), server_default=sa.false(), nullable=False))
    make_tables()


def make_tables() -> None:
    op.create_table(
        'passage',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('workshop_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('item', sa.String(), nullable=False),
        sa.Column('came_from', sa.String(), nullable=False),
        sa.Column('undone', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name='fk_passage_workshop_id', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_passage'),
    )
    op.create_index('ix_passage_workshop_id', 'passage', ['workshop_id'])
    op.create_table(
        'clock',
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('scope', sa.String(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('ends_at', sa.BigInteger(), nullable=True),
        sa.Column('left', sa.Integer(), nullable=True),
        sa.Column('write', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(['group_id'], ['group.id'], name='fk_clock_group_id', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('group_id', 'scope', name='pk_clock'),
    )
    op.create_table(
        'message',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['group_id'], ['group.id'], name='fk_message_group_id', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', 'group_id', name='pk_message'),
    )


def downgrade() -> None:
    for table in ('message', 'clock', 'passage'):
        op.drop_table(table)
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_column('led')
    with op.batch_alter_table('facilitator', schema=None) as batch_op:
        batch_op.drop_constraint(OF_A_GROUP, type_='foreignkey')
        for column in facilitator():
            batch_op.drop_column(column.name)
    for table, columns in (('group', group()), ('workshop', workshop())):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column.name)
