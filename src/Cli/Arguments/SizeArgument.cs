using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Arguments;

/// <summary>Sizes on the command line, as virsh reads them: a number, with or without a unit behind it.</summary>
internal static class SizeArgument
{
    /// <param name="text">For example 40GiB.</param>
    /// <param name="name">The argument's, for messages.</param>
    /// <param name="scale">Bytes that a number without unit counts in.</param>
    public static ulong Bytes(string text, string name, ulong scale)
    {
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        string unit = text[digits..].Trim();
        ulong? factor = unit.Length == 0 ? scale : DataSize.BytesPerUnit(unit);
        if (!ulong.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) || factor is not { } bytes)
        {
            throw new UsageException($"Scaled numeric value '{text}' for <--{name}> option is malformed or out of range");
        }

        return checked(number * bytes);
    }
}
