using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Arguments;

/// <summary>Sizes as virsh takes them: a number, and a unit where it is not the usual one (live-changes.md 17).</summary>
internal static class SizeText
{
    /// <param name="text">10, 10M, 10MB, 10GiB …</param>
    /// <param name="option">The option's name, for words.</param>
    /// <param name="unit">Bytes in one where no unit stands.</param>
    /// <exception cref="UsageException">It is no size.</exception>
    public static ulong Bytes(string text, string option, ulong unit)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        string suffix = text[digits..].Trim();
        ulong? each = suffix.Length == 0 ? unit : DataSize.BytesPerUnit(suffix);
        if (each is null || !ulong.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            || (each > 0 && number > ulong.MaxValue / each))
        {
            throw new UsageException($"Scaled numeric value '{text}' for <--{option}> option is malformed or out of range");
        }

        return number * each.Value;
    }

    /// <exception cref="UsageException">It is no whole number that is not negative.</exception>
    public static uint Number(string text, string option) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
        ? number
        : throw new UsageException($"Numeric value '{text}' for <{option}> option is malformed or out of range");
}
