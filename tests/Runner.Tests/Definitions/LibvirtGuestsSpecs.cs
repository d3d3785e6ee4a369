using System.Diagnostics;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Definitions;

/// <summary>Status files of libvirt, held against processes: a shell that sleeps stands in for QEMU.</summary>
public sealed class LibvirtGuestsSpecs : IDisposable
{
    private static readonly Guid Uuid = Guid.Parse("782f528b-dfeb-4d5a-935e-8715eaf969ba");
    private readonly TemporaryDirectory directory = new();
    private readonly Process qemu = Process.Start("sh", ["-c", "sleep 60; :", "qemu-system-x86_64", "-name", "guest=web,debug-threads=on"]);

    public void Dispose()
    {
        qemu.Kill(entireProcessTree: true);
        qemu.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void A_status_file_with_a_living_process_is_a_running_guest()
    {
        Status("web", qemu.Id);

        LibvirtGuest guest = Guests().Running().ShouldHaveSingleItem();

        (guest.Name, guest.Uuid, guest.Id, guest.Qemu.Pid).ShouldBe(("web", Uuid, 7, qemu.Id));
        guest.Disks.ShouldBe(["/images/web.img"]);
    }

    [Fact]
    public void A_number_that_another_process_has_by_now_is_no_guest()
    {
        Status("web", Environment.ProcessId);
        Status("mail", qemu.Id);

        Guests().Running().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("web", "00000000-0000-0000-0000-000000000001", "/x", "domain is already active")]
    [InlineData("mail", "782f528b-dfeb-4d5a-935e-8715eaf969ba", "/x", "is already active with uuid")]
    [InlineData("mail", "00000000-0000-0000-0000-000000000001", "/images/web.img", "disk '/images/web.img' is written to by libvirt's guest 'web' (id 7")]
    public void Nobody_starts_a_guest_twice(string name, string uuid, string disk, string refusal)
    {
        Status("web", qemu.Id);
        var domain = new Domain
        {
            Name = name,
            Uuid = Guid.Parse(uuid),
            Disks = { new Disk { Source = new StorageSource { Type = StorageType.File, Path = disk } } }
        };

        Should.Throw<GuestException>(() => Guests().CheckMayStart(domain)).Message.ShouldContain(refusal);
        domain.Disks[0].ReadOnly = true;
        (domain.Name, domain.Uuid) = ("other", Guid.NewGuid());
        Guests().CheckMayStart(domain);
    }

    private LibvirtGuests Guests() => new(new Settings { StateDirectory = directory.Path });

    private void Status(string name, int pid) => directory.File(name + ".xml", $"""
        <!-- written by libvirt -->
        <domstatus state='running' reason='booted' pid='{pid}'>
          <domain type='kvm' id='7'>
            <name>{name}</name>
            <uuid>{Uuid}</uuid>
            <devices>
              <disk type='file' device='disk'><source file='/images/web.img' index='1'/></disk>
              <disk type='file' device='cdrom'><source file='/images/cd.iso'/><readonly/></disk>
              <disk type='block' device='disk'><source dev='/dev/shared'/><shareable/></disk>
            </devices>
          </domain>
        </domstatus>
        """);
}
