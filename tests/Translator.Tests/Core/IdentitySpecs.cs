using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Core;

/// <summary>What a file leaves to chance is another at each start; a start says so where the guest will mind.</summary>
public class IdentitySpecs
{
    private const string Disk = "<disk type='file'><source file='/x'/><target dev='vda' bus='virtio'/></disk>";

    [Theory]
    [InlineData(Disk, "<uuid>", "another machine")]
    [InlineData("<tpm><backend type='emulator'/></tpm>", "<uuid>", "the TPM's state")]
    [InlineData("<interface type='user'/>", "<mac>", "a new address")]
    public void A_missing_identity_is_told_at_a_start(string device, string what, string why)
    {
        string warning = Warnings(device, forStart: true).ShouldHaveSingleItem();

        warning.ShouldContain(what);
        warning.ShouldContain(why);
        warning.ShouldContain("--write-back");
    }

    [Theory]
    [InlineData("<disk type='file'><source file='/x'/><target dev='vda' bus='virtio'/><readonly/></disk>")]
    [InlineData("<interface type='user'><mac address='52:54:00:11:22:33'/></interface>")]
    [InlineData("")]
    public void A_guest_that_remembers_nothing_starts_without_a_word(string device) => Warnings(device, forStart: true).ShouldBeEmpty();

    [Fact]
    public void What_is_only_shown_is_no_start() => Warnings(Disk, forStart: false).ShouldBeEmpty();

    private static IReadOnlyList<string> Warnings(string device, bool forStart)
    {
        TranslationContext context = SmallGuest.Context($"<devices>{device}</devices>", "q35", options: new TranslationOptions { ForStart = forStart });
        context.Domain.Uuid = null;
        Translation.Complete(context);
        return [.. context.Warnings.Where(w => w.Contains("--write-back", StringComparison.Ordinal))];
    }
}
