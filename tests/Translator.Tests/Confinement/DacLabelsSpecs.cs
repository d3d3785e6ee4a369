using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>Whose files are QEMU's (confinement.md 3).</summary>
public class DacLabelsSpecs
{
    private static readonly FileOwner Usual = new(64055, 64055);

    [Fact]
    public void AWritableDiskIsGivenBackAndItsBackingFilesStay()
    {
        IReadOnlyList<OwnershipChange> changes =
            Changes("<disk type='file'><source file='/a'/><backingStore type='file'><format type='raw'/><source file='/b'/></backingStore><target "
                + "dev='vda'/></disk>");

        changes.Select(c => (c.Path, c.Owner, c.IsRemembered, c.GiveBack))
            .ShouldBe([("/a", Usual, true, GiveBack.Former), ("/b", Usual, false, GiveBack.Never)]);
    }

    [Fact]
    public void ALabelOfTheTopImageCountsForLayersThatHaveNone()
    {
        IReadOnlyList<OwnershipChange> changes = Changes(
            "<disk type='file'><source file='/a'><seclabel model='dac' relabel='yes'><label>7:8</label></seclabel></source>"
            + "<backingStore type='file'><format type='raw'/><source file='/b'/></backingStore><target dev='vda'/></disk>");

        changes.Select(c => c.Owner).ShouldBe([new FileOwner(7, 8), new FileOwner(7, 8)]);
    }

    [Fact]
    public void RelabelNoOfADiskLeavesItsWholeChainAlone() =>
        Changes(
            "<disk type='file'><source file='/a'><seclabel model='dac' relabel='no'/></source><backingStore type='file'><format type='raw'/><source "
            + "file='/b'/></backingStore><target dev='vda'/></disk>")
            .ShouldBeEmpty();

    [Fact]
    public void AStaticLabelOfTheDomainSaysWhoQemuIsAndLeavesFilesAlone()
    {
        Domain domain = Read("<disk type='file'><source file='/a'/><target dev='vda'/></disk>",
            "<seclabel type='static' model='dac'><label>+7:+8</label></seclabel>");

        DacLabels.Process(domain, Usual, new Host()).ShouldBe(new FileOwner(7, 8));
        DacLabels.Files(domain, new Host(), new DacOptions { Owner = Usual }).ShouldBeEmpty();
    }

    [Fact]
    public void AStaticLabelThatRelabelsOwnsTheFilesToo()
    {
        Domain domain = Read("<disk type='file'><source file='/a'/><target dev='vda'/></disk>",
            "<seclabel type='static' model='dac' relabel='yes'><label>+7:+8</label></seclabel>");

        DacLabels.Files(domain, new Host(), new DacOptions { Owner = Usual }).ShouldHaveSingleItem().Owner.ShouldBe(new FileOwner(7, 8));
    }

    [Fact]
    public void WithoutDynamicOwnershipNothingChangesHands()
    {
        Domain domain = Read("<disk type='file'><source file='/a'/><target dev='vda'/></disk>");

        DacLabels.Files(domain, new Host(), new DacOptions { Owner = Usual, DynamicOwnership = false }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1000")]
    [InlineData(":5")]
    [InlineData("5:")]
    [InlineData("nobody-here:5")]
    [InlineData("+4294967295:5")]
    [InlineData("5:+4294967295")]
    [InlineData("5:-1")]
    public void WhatIsNoPairOfAccountsIsRefused(string label) =>
        Should.Throw<DomainException>(() => FileOwner.Parse(label, new Host())).Message.ShouldStartWith("invalid argument: Failed to parse");

    [Fact]
    public void ANameComesBeforeANumberUnlessAPlusForcesIt()
    {
        FileOwner.Parse("42:42", new Host()).ShouldBe(new FileOwner(4711, 4712));
        FileOwner.Parse("+42:+42", new Host()).ShouldBe(new FileOwner(42, 42));
    }

    private static IReadOnlyList<OwnershipChange> Changes(string devices) => DacLabels.Files(Read(devices), new Host(), new DacOptions { Owner = Usual });

    internal static Domain Read(string devices, string elements = "") => DomainReader.Read(
        $"<domain type='kvm'><name>d</name><memory>1048576</memory><os><type arch='x86_64'>hvm</type></os>{elements}<devices>{devices}</devices></domain>",
        new ReadingOptions());

    /// <summary>An account whose name is a number.</summary>
    private sealed class Host : IHostFacts
    {
        public uint? UserId(string name) => name == "42" ? 4711 : null;

        public uint? GroupId(string name) => name == "42" ? 4712 : null;
    }
}
