using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>Numbers for guests' users (confinement.md 10.3, R34).</summary>
public sealed class UserNumbersSpecs
{
    private const string Accounts = "root:x:0:0:root:/root:/bin/sh\nann:x:70500:100::/home/ann:/bin/sh\nbob:x:1001:79000::/home/bob:/bin/sh\n";
    private const string Subordinates = "# users' containers\nann:100000:65536\n";

    [Fact]
    public void A_range_has_both_its_ends()
    {
        UserNumbers range = UserNumbers.Parse("70000-79999").ShouldNotBeNull();

        range.ShouldBe(new UserNumbers(70000, 79999));
        (range.Contains(70000), range.Contains(79999), range.Contains(80000)).ShouldBe((true, true, false));
        range.ToString().ShouldBe("70000-79999");
    }

    [Theory]
    [InlineData("70000")]
    [InlineData("79999-70000")]
    [InlineData("a-b")]
    [InlineData("70000-4294967296")]
    [InlineData("-5-7")]
    public void What_is_no_range_is_none(string text) => UserNumbers.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("70000-70100", null)]
    [InlineData("500-1500", "the system's own accounts")]
    [InlineData("60000-61184", "systemd's users of services")]
    [InlineData("65530-65534", "nobody")]
    [InlineData("70000-70500", "the account 'ann'")]
    [InlineData("78000-79000", "the account 'bob'")]
    [InlineData("90000-100000", "containers of 'ann' (/etc/subuid, /etc/subgid)")]
    [InlineData("165535-165540", "containers of 'ann' (/etc/subuid, /etc/subgid)")]
    [InlineData("165536-165540", null)]
    [InlineData("500000-524288", "systemd's containers")]
    public void Numbers_that_somebody_has_are_named(string range, string? whose) =>
        UserNumbers.Parse(range)!.OwnedBy(Accounts, Subordinates).ShouldBe(whose);
}
