"""All that is Prefect or Dask: a run as a flow, its tasks, server, schedule and history.

Nothing else imports it but on demand.
"""
