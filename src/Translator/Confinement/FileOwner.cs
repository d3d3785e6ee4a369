using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement;

/// <summary>User and group of a file or process, as numbers. Its text is libvirt's: <c>+1000:+1000</c> (confinement.md 3.4).</summary>
public readonly record struct FileOwner(uint Uid, uint Gid)
{
    /// <summary>The number that chown(2) and setuid(2) take for "leave it": no account can have it.</summary>
    public const uint NoId = uint.MaxValue;

    public static readonly FileOwner Root;

    /// <summary>
    /// <c>USER:GROUP</c>, each half a name, else a number; a leading '+' forces the number (confinement.md 1.1 and 3.1).
    /// </summary>
    /// <exception cref="DomainException">It is no such pair, or the host has no such user or group.</exception>
    public static FileOwner Parse(string text, IHostFacts host, SourcePosition position = default)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == text.Length - 1)
        {
            throw new DomainException($"invalid argument: Failed to parse uid and gid from '{text}'", position);
        }

        string user = text[..colon];
        string group = text[(colon + 1)..];
        uint uid = Id(user, host.UserId) ?? throw new DomainException($"invalid argument: Failed to parse user '{user}'", position);
        uint gid = Id(group, host.GroupId) ?? throw new DomainException($"invalid argument: Failed to parse group '{group}'", position);
        return new(uid, gid);
    }

    /// <summary>The number of a word of an account; null where it is neither a name nor a number that an account can have.</summary>
    public static uint? Id(string word, Func<string, uint?> byName) =>
        (word.StartsWith('+') ? null : byName(word)) ?? Number(word);

    /// <summary>The number of a word, with or without '+'; null where it is none that an account can have.</summary>
    public static uint? Number(string word)
    {
        ReadOnlySpan<char> digits = word.StartsWith('+') ? word.AsSpan(1) : word;
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number != NoId ? number : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"+{Uid}:+{Gid}");
}
