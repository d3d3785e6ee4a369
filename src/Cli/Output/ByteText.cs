using System.Globalization;

namespace VirshLite.Cli.Output;

/// <summary>Sizes as virsh prints them: <c>1.00 GiB</c>, or <c>1073741824 bytes</c>.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    public static string Of(ulong bytes, bool plain = false)
    {
        if (plain)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
        }

        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.00} {Units[unit]}");
    }
}
