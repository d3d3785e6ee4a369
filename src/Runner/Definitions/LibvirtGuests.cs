using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Definitions;

/// <summary>
/// The guests that libvirt has running on this host, whether its daemon is up or not: a status file each, <c>/run/libvirt/qemu/NAME.xml</c>. One whose process
/// is gone, or is another program by now, does not count.
/// </summary>
public sealed class LibvirtGuests
{
    private readonly HostFiles files;
    private readonly string directory;

    /// <param name="libvirt">libvirt's directories.</param>
    public LibvirtGuests(Settings libvirt)
        : this(libvirt, new HostFiles(""))
    {
    }

    internal LibvirtGuests(Settings libvirt, HostFiles files)
    {
        this.files = files;
        directory = libvirt.StateDirectory;
    }

    /// <summary>All that run, by id.</summary>
    public IReadOnlyList<LibvirtGuest> Running()
    {
        var guests = new List<LibvirtGuest>();
        foreach (XElement status in DefinitionFiles.LoadAll(files, directory))
        {
            if (Read(status) is { } guest)
            {
                guests.Add(guest);
            }
        }

        return [.. guests.OrderBy(g => g.Id)];
    }

    /// <summary>
    /// Nobody starts a guest twice: neither its name nor its UUID runs under libvirt, and no disk that it writes to is one that such a guest writes to.
    /// </summary>
    /// <exception cref="GuestException">One does.</exception>
    public void CheckMayStart(Domain domain)
    {
        foreach (LibvirtGuest guest in Running())
        {
            string who = string.Create(CultureInfo.InvariantCulture, $"libvirt's guest '{guest.Name}' (id {guest.Id}, process {guest.Qemu.Pid})");
            if (guest.Name == domain.Name)
            {
                throw new GuestException($"Requested operation is not valid: domain is already active: {who}");
            }

            if (guest.Uuid == domain.Uuid)
            {
                throw new GuestException($"operation failed: domain '{guest.Name}' is already active with uuid {guest.Uuid}: {who}");
            }

            foreach (Disk disk in domain.Disks)
            {
                if (disk is { ReadOnly: not true, Shareable: not true, Source.Path: { } path } && guest.Disks.Contains(path))
                {
                    throw new GuestException($"Requested operation is not valid: disk '{path}' is written to by {who}");
                }
            }
        }
    }

    private static LibvirtGuest? Read(XElement status)
    {
        if (status.Name != "domstatus" || status.Element("domain") is not { } domain
            || !int.TryParse(status.Attribute("pid")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
            || domain.Element("name")?.Value is not { Length: > 0 } name || !Guid.TryParse(domain.Element("uuid")?.Value, out Guid uuid)
            || ProcessIdentity.Of(pid) is not { } process || !IsGuest(pid, name))
        {
            return null;
        }

        _ = int.TryParse(domain.Attribute("id")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int id);
        return new LibvirtGuest(name, uuid, id, process, [.. domain.Elements("devices").Elements("disk").Select(WrittenPath).OfType<string>()]);
    }

    /// <summary>The process is that guest's QEMU: a number in a file may be another's by now (host-takeover.md 2.3).</summary>
    private static bool IsGuest(int pid, string name)
    {
        try
        {
            string[] words = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline")).Split('\0');
            int at = Array.IndexOf(words, "-name");
            return at > 0 && at + 1 < words.Length && words[at + 1].Split(',')[0] == "guest=" + name.Split(',')[0];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? WrittenPath(XElement disk) => disk.Element("readonly") is null && disk.Element("shareable") is null
        ? disk.Element("source")?.Attribute("file")?.Value ?? disk.Element("source")?.Attribute("dev")?.Value
        : null;
}
