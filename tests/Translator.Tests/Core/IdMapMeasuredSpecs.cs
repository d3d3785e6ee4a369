using VirshLite.DomainParser;

namespace VirshLite.Translator.Tests.Core;

/// <summary>&lt;idmap&gt; of a domain (measured.md 2.6).</summary>
public class IdMapMeasuredSpecs
{
    [Fact]
    public void Ranges_are_kept_by_where_they_start() => CoreGuest.Stored(Map("<uid start='5' target='3' count='1'/><uid start='0' target='3' count='1'/>"))
        .ShouldContain("<uid start='0' target='3' count='1'/>\n    <uid start='5'");

    [Fact]
    public void And_the_first_starts_at_root() =>
        Should.Throw<DomainException>(() => CoreGuest.Stored(Map("<uid start='2' target='3' count='1'/>"))).Message.ShouldContain("root");

    private static string Map(string uids) => $"<idmap>{uids}<gid start='0' target='3' count='1'/></idmap>";
}
