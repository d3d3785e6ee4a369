namespace VirshLite.DomainParser.Model;

/// <summary>
/// The figures that travel with a migration, in the order of the cookie (guest-state.md 6.2). Times are milliseconds, sizes bytes, rates a second.
/// </summary>
public static class MigrationStatistics
{
    public static readonly IReadOnlyList<string> Names =
    [
        "started", "stopped", "sent", "delta", "time_elapsed", "time_remaining", "downtime", "setup_time",
        "memory_total", "memory_processed", "memory_remaining", "memory_bps", "memory_constant", "memory_normal", "memory_normal_bytes",
        "memory_dirty_rate", "memory_iteration", "memory_postcopy_requests", "memory_page_size",
        "disk_total", "disk_processed", "disk_remaining", "disk_bps",
        "compression_cache", "compression_bytes", "compression_pages", "compression_cache_misses", "compression_overflow",
        "auto_converge_throttle",
    ];
}
