"""The page of ``koleksi buka``: the commands in a browser on the same PC, over the same library calls and ledger.

``app`` puts it together; ``door`` decides who comes in; ``desk`` is what one window has in hand; ``work`` is a job in a
thread of its own. Each tab is a file with a blueprint: `lists`, `checking` (with `titles`), `adding`, `printing`,
`handing_over`. A further page is a blueprint more in ``app.PAGES``.
"""
