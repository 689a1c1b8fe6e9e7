"""Write the shipped tables of the default seed anew: `python -m kamlib.tables.larkfield`."""

from kamlib.tables.larkfield.shipped import write_shipped

for path in write_shipped():
    print(f"{path.stat().st_size:>10,} bytes  {path.parent.name}/{path.name}")
