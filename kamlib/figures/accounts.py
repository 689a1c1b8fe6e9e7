"""Numbers of accounts in words, for titles and descriptions of pictures. Used by every lesson."""


def counted(accounts: float) -> str:
    """Write a number of accounts.

    >>> counted(1), counted(4338)
    ('1 account', '4,338 accounts')
    """
    return f"{accounts:,.0f} account{'' if accounts == 1 else 's'}"
