namespace VirshLite.DomainParser;

/// <summary>Scaled sizes as libvirt writes them: a number and a unit (source: formatdomain, "memory").</summary>
public static class DataSize
{
    /// <summary>
    /// Bytes in one <paramref name="unit"/>; case does not matter. b, byte, bytes = 1; k, KiB = 1024; KB = 1000; the same for m, g, t, p, e.
    /// Null where the unit is not known.
    /// </summary>
    public static ulong? BytesPerUnit(string unit)
    {
        string u = unit.ToLowerInvariant();
        if (u is "b" or "byte" or "bytes")
        {
            return 1;
        }

        int power = u.Length == 0 ? -1 : "kmgtpe".IndexOf(u[0], StringComparison.Ordinal);
        if (power < 0)
        {
            return null;
        }

        ulong step = u.Length switch
        {
            1 => 1024,
            3 when u.EndsWith("ib", StringComparison.Ordinal) => 1024,
            2 when u[1] == 'b' => 1000,
            _ => 0,
        };
        if (step == 0)
        {
            return null;
        }

        ulong factor = step;
        for (int i = 0; i < power; i++)
        {
            factor *= step;
        }

        return factor;
    }

    /// <summary>Bytes to KiB, rounded up.</summary>
    public static ulong ToKiBRoundedUp(ulong bytes) => (bytes / 1024) + (bytes % 1024 == 0 ? 0UL : 1UL);
}
