using VirshLite.Translator.FromNative.Lines;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Names of disks: what the alias says (<c>virtio-disk3</c> is vdd), else the next free one, so that the order stays.</summary>
internal static class DiskTargets
{
    public static string Next(NativeCommand native, string bus, string? alias)
    {
        string prefix = bus switch { "virtio" => "vd", "ide" => "hd", "fdc" => "fd", "sd" => "sd", _ => "sd" };
        bool saysIndex = alias is not null && (alias.StartsWith(bus + "-disk", StringComparison.Ordinal)
            || alias.StartsWith("virtio-disk", StringComparison.Ordinal));
        string? named = saysIndex && Numbers.Trailing(alias!) is { } number ? prefix + Letters(number) : null;
        if (named is not null && native.Targets.Add(named))
        {
            return named;
        }

        for (int i = 0; ; i++)
        {
            string name = prefix + Letters(i);
            if (!native.Targets.Contains(name) && !native.IsReserved(name))
            {
                native.Targets.Add(name);
                return name;
            }
        }
    }

    /// <summary>a to z, then aa.</summary>
    public static string Letters(int index) => index < 26 ? ((char)('a' + index)).ToString() : Letters((index / 26) - 1) + (char)('a' + (index % 26));

    /// <summary>Whether a later disk's alias claims the name.</summary>
    private static bool IsReserved(this NativeCommand native, string name) => native.All("-device").Any(device =>
        device.Id is { } id && id.Contains("-disk", StringComparison.Ordinal) && Numbers.Trailing(id) is { } index
        && (id.StartsWith("virtio-", StringComparison.Ordinal) ? "vd" : id.StartsWith("ide-", StringComparison.Ordinal) ? "hd" : "sd")
            + Letters(index) == name);
}
