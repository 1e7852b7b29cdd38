"""Train recurrent nets and keep every number of every step: the engine behind the pictures.

The letters, here and nowhere else: `T` time steps, `B` sequences in a batch, `H` hidden units, `V` symbols,
`t` this time step (counted from 0), `h'` the `h` of the previous time step. An array of a batch is (T, B, n),
time first; an array in a `Trace` is (T, n), one sequence of that batch. Losses are in nats.
"""
