namespace VirshLite.DomainParser.Writing;

/// <summary>A size in the largest binary unit that leaves no fraction.</summary>
internal static class PrettySize
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    public static (ulong Value, string Unit) Of(ulong bytes)
    {
        int unit = 0;
        while (bytes != 0 && bytes % 1024 == 0 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return (bytes, Units[unit]);
    }
}
