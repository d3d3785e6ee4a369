using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>Character devices, graphics, audio, video, input and the small devices, in the order in which libvirt reads them (completion.md 2.1).</summary>
internal static class OtherDevicesReader
{
    public static void Read(XmlCursor devices, Domain domain)
    {
        ReadAll(devices, "smartcard", domain.Smartcards, SmartcardReader.Read);
        ParallelReader.ReadAll(devices, domain.Parallels);
        ReadAll(devices, "serial", domain.Serials, SerialReader.Read);
        GuestConsoleReader.ReadAll(devices, domain.Consoles);
        ReadAll(devices, "channel", domain.Channels, ChannelReader.Read);
        ReadAll(devices, "input", domain.Inputs, InputReader.Read);
        ReadAll(devices, "graphics", domain.Graphics, GraphicsReader.Read);
        ReadAll(devices, "sound", domain.Sounds, SoundReader.Read);
        ReadAll(devices, "audio", domain.Audios, AudioReader.Read);
        VideoReader.ReadAll(devices, domain.Videos);
        ReadAll(devices, "watchdog", domain.Watchdogs, WatchdogReader.Read);
        domain.Memballoon = ReadOnly(devices, "memballoon", MemballoonReader.Read);
        ReadAll(devices, "rng", domain.Rngs, RngReader.Read);
        ReadAll(devices, "crypto", domain.Cryptos, SmallDevicesReader.ReadCrypto);
        ReadAll(devices, "tpm", domain.Tpms, TpmReader.Read);
        if (domain.Tpms.Count > 2)
        {
            throw devices.Error("a maximum of two TPM devices is supported, one of them being a TPM proxy device");
        }

        domain.Nvram = ReadOnly(devices, "nvram", SmallDevicesReader.ReadNvram);
        ReadAll(devices, "hub", domain.Hubs, SmallDevicesReader.ReadHub);
        ReadAll(devices, "redirdev", domain.Redirdevs, RedirdevReader.Read);
        domain.RedirFilter = ReadOnly(devices, "redirfilter", RedirFilterReader.Read);
        ReadAll(devices, "panic", domain.Panics, SmallDevicesReader.ReadPanic);
        ReadAll(devices, "shmem", domain.Shmems, ShmemReader.Read);
        domain.Iommu = ReadOnly(devices, "iommu", IommuReader.Read);
        domain.Vsock = ReadOnly(devices, "vsock", VsockReader.Read);
        domain.Pstore = ReadOnly(devices, "pstore", SmallDevicesReader.ReadPstore);
    }

    private static void ReadAll<T>(XmlCursor devices, string name, List<T> list, Func<XmlCursor, T> read)
    {
        foreach (XmlCursor cursor in devices.Children(name))
        {
            list.Add(read(cursor));
        }
    }

    private static T? ReadOnly<T>(XmlCursor devices, string name, Func<XmlCursor, T> read)
        where T : class => devices.OnlyChild(name) is { } cursor ? read(cursor) : null;
}
