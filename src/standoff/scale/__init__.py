"""The pipeline over many processes or machines, by Ray: documents in, Parquet partitions out, an archive loaded from them.

`cluster` finds the workers, `files` the inputs, `reading` and `coding` are what workers do, `comparing` is what they do for merging, `run` the order of
it all. Nothing else imports Ray or pyarrow, and nothing but `cluster` and `ways` can be imported without them.
"""
