using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.Tests.TrustedFiles;

/// <summary>Owners are noted at the files, as libvirt notes them (confinement.md 3.4).</summary>
public sealed class RememberedOwnerSpecs : IDisposable
{
    private static readonly FileOwner Qemu = new(65534, 65534);
    private readonly TemporaryDirectory directory = new();
    private readonly string image;

    public RememberedOwnerSpecs()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        image = directory.Path + "/disk.img";
        File.WriteAllText(image, "x");
        byte[] probe = [1];
        Skip.If(Libc.setxattr(image, "trusted.virshlite.test", ref probe[0], 1, 0) < 0, "the file system has no trusted attributes");
        HostCommand.Run("chown", "1234:1235", image);
    }

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void The_note_is_libvirts()
    {
        Take();

        Attribute("trusted.libvirt.security.dac").ShouldBe("+1234:+1235");
        Attribute("trusted.libvirt.security.ref_dac").ShouldBe("1");
        Attribute("trusted.libvirt.security.timestamp_dac")
            .ShouldBe(File.ReadLines("/proc/stat").First(l => l.StartsWith("btime ", StringComparison.Ordinal))[6..]);
    }

    [SkippableFact]
    public void The_last_of_two_guests_gives_the_file_back()
    {
        OwnershipGrant first = Take();
        OwnershipGrant second = Take();
        Attribute("trusted.libvirt.security.ref_dac").ShouldBe("2");

        first.TakeBack();
        Owner().ShouldBe("65534:65534");
        second.TakeBack();
        Owner().ShouldBe("1234:1235");
        Attribute("trusted.libvirt.security.dac").ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_note_of_an_earlier_boot_counts_for_nothing()
    {
        Set("trusted.libvirt.security.dac", "+7:+7");
        Set("trusted.libvirt.security.ref_dac", "3");
        Set("trusted.libvirt.security.timestamp_dac", "1000");

        OwnershipGrant grant = Take();
        Attribute("trusted.libvirt.security.ref_dac").ShouldBe("1");
        grant.TakeBack();

        Owner().ShouldBe("1234:1235");
    }

    [SkippableFact]
    public void A_boot_time_that_a_daemon_computed_a_second_off_is_the_same_boot()
    {
        Take();
        Set("trusted.libvirt.security.timestamp_dac",
            (long.Parse(Attribute("trusted.libvirt.security.timestamp_dac"), System.Globalization.CultureInfo.InvariantCulture) + 1)
            .ToString(System.Globalization.CultureInfo.InvariantCulture));

        Take();

        Attribute("trusted.libvirt.security.ref_dac").ShouldBe("2");
    }

    [SkippableFact]
    public void A_file_in_use_under_one_owner_is_not_taken_under_another()
    {
        Take();

        Should.Throw<GuestException>(() => Take(new FileOwner(77, 77))).Message.ShouldContain("which is already in use");
        Attribute("trusted.libvirt.security.ref_dac").ShouldBe("1");
        Owner().ShouldBe("65534:65534");
    }

    private OwnershipGrant Take(FileOwner? owner = null)
    {
        using TrustedFile file = TrustedFile.Open(image);
        OwnershipGrant grant = OwnershipGrant.Plan(file,
            new OwnershipChange(new GuestResource(ResourceKind.Disk, image), owner ?? Qemu, IsRemembered: true, GiveBack.Former))!;
        grant.Give(file);
        return grant;
    }

    private string Owner() => HostCommand.Run("stat", "-c", "%u:%g", image).Output.Trim();

    private string Attribute(string name)
    {
        byte[] buffer = new byte[64];
        nint length = Libc.getxattr(image, name, ref buffer[0], 64);
        return length < 0 ? "" : System.Text.Encoding.ASCII.GetString(buffer, 0, (int)length);
    }

    private void Set(string name, string value)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(value);
        Libc.setxattr(image, name, ref bytes[0], (nuint)bytes.Length, 0).ShouldBe(0);
    }
}
