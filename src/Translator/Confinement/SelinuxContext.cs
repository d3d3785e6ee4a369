using VirshLite.DomainParser;

namespace VirshLite.Translator.Confinement;

/// <summary>A label of SELinux: <c>user:role:type:range</c>; the range (<c>s0:c41,c264</c>) may be absent and may hold colons itself.</summary>
public sealed record SelinuxContext(string User, string Role, string Type, string? Range)
{
    /// <exception cref="DomainException">It is no label.</exception>
    public static SelinuxContext Parse(string text)
    {
        string[] parts = text.Split(':', 4);
        return parts.Length >= 3 && parts.All(p => p.Length > 0) && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? new(parts[0], parts[1], parts[2], parts.Length > 3 ? parts[3] : null)
            : throw new DomainException($"unable to parse the security context '{text}'");
    }

    /// <summary>The sensitivity alone: <c>s0</c> of <c>s0:c41,c264</c> and of <c>s0-s0:c0.c1023</c>.</summary>
    public SelinuxContext WithoutCategories() => this with { Range = Range?.Split(':', '-')[0] };

    /// <summary>The labels of one of the policy's files.</summary>
    internal static string[] Lines(string text) => [.. text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];

    public override string ToString() => Range is null ? $"{User}:{Role}:{Type}" : $"{User}:{Role}:{Type}:{Range}";
}
