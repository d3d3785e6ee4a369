using VirshLite.DomainParser;

namespace VirshLite.Translator.Networks;

/// <summary>
/// Names of the host's network devices where a program reads them: what could be read as more than one name, or as a pattern of names, is refused.
/// </summary>
public static class DeviceName
{
    /// <summary>IFNAMSIZ without its zero.</summary>
    public const int Longest = 15;

    /// <exception cref="DomainException">No device can have the name.</exception>
    public static string Checked(string name) => name.Length is > 0 and <= Longest && name[0] is not ('-' or '.') && name.All(IsPlain)
        ? name
        : throw DomainException.Unsupported(
            $"'{name}' cannot be the name of a network device: up to {Longest} letters, digits and any of . _ - @ = would be right");

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@' or '=';
}
