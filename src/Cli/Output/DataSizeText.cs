using System.Globalization;

namespace VirshLite.Cli.Output;

/// <summary>Sizes as virsh shows them: <c>10.000 MiB</c>.</summary>
internal static class DataSizeText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    public static string Of(ulong bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.000} {Units[unit]}");
    }
}
