"""The workbench: a ledger in a browser, on this machine only. So far it reads; judging comes later."""
