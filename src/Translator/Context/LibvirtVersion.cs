using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VirshLite.Translator.Context;

/// <summary>A release of libvirt, such as 11.3. It has no order: what a version means is <see cref="Compatibility"/>'s to say.</summary>
public readonly record struct LibvirtVersion(int Major, int Minor)
{
    /// <summary>Reads <c>11.3</c>, <c>11.3.0</c> and what distributions add (<c>11.3.0-3+deb13u3</c>).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LibvirtVersion version)
    {
        version = default;
        string[] parts = (text ?? "").Split('-', 2)[0].Split('.');
        if (parts.Length is < 2 or > 3 || !Number(parts[0], out int major) || !Number(parts[1], out int minor)
            || (parts.Length == 3 && !Number(parts[2], out _)))
        {
            return false;
        }

        version = new(major, minor);
        return true;

        static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length < 4;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
