using VirshLite.DomainParser.Model;
using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.DomainParser.Writing;

/// <summary>Character devices, graphics, audio, video, input and the small devices, in three runs around the devices of others (completion.md 6.20).</summary>
internal static class OtherDevicesWriter
{
    /// <summary>smartcards to videos; after the interfaces.</summary>
    public static void WriteBeforeHostdevs(XmlOutput xml, Domain domain)
    {
        domain.Smartcards.ForEach(card => CharacterDevicesWriter.WriteSmartcard(xml, card));
        domain.Serials.ForEach(serial => CharacterDevicesWriter.WriteSerial(xml, serial));
        domain.Parallels.ForEach(parallel => CharacterDevicesWriter.WriteParallel(xml, parallel));
        domain.Consoles.ForEach(console => CharacterDevicesWriter.WriteConsole(xml, console, domain));
        domain.Channels.ForEach(channel => CharacterDevicesWriter.WriteChannel(xml, channel));
        domain.Inputs.ForEach(input => InputWriter.Write(xml, input));
        domain.Tpms.ForEach(tpm => TpmWriter.Write(xml, tpm));
        domain.Graphics.ForEach(graphics => GraphicsWriter.Write(xml, graphics));
        domain.Sounds.ForEach(sound => SoundWriter.Write(xml, sound));
        domain.Audios.ForEach(audio => AudioWriter.Write(xml, audio));
        domain.Videos.ForEach(video => VideoWriter.Write(xml, video));
    }

    /// <summary>redirdevs to shmems; after the host devices.</summary>
    public static void WriteAfterHostdevs(XmlOutput xml, Domain domain)
    {
        domain.Redirdevs.ForEach(redirdev => CharacterDevicesWriter.WriteRedirdev(xml, redirdev));
        if (domain.RedirFilter is { } filter)
        {
            RedirFilterWriter.Write(xml, filter);
        }

        domain.Hubs.ForEach(hub => SmallDevicesWriter.WriteHub(xml, hub));
        domain.Watchdogs.ForEach(watchdog => SmallDevicesWriter.WriteWatchdog(xml, watchdog));
        if (domain.Memballoon is { } balloon)
        {
            MemballoonWriter.Write(xml, balloon);
        }

        domain.Rngs.ForEach(rng => RngWriter.Write(xml, rng));
        if (domain.Nvram is { } nvram)
        {
            SmallDevicesWriter.WriteNvram(xml, nvram);
        }

        domain.Panics.ForEach(panic => SmallDevicesWriter.WritePanic(xml, panic));
        domain.Shmems.ForEach(shmem => ShmemWriter.Write(xml, shmem));
    }

    /// <summary>cryptos to pstore; after the memory devices.</summary>
    public static void WriteAfterMemoryDevices(XmlOutput xml, Domain domain)
    {
        domain.Cryptos.ForEach(crypto => SmallDevicesWriter.WriteCrypto(xml, crypto));
        if (domain.Iommu is { } iommu)
        {
            SmallDevicesWriter.WriteIommu(xml, iommu);
        }

        if (domain.Vsock is { } vsock)
        {
            SmallDevicesWriter.WriteVsock(xml, vsock);
        }

        if (domain.Pstore is { } pstore)
        {
            SmallDevicesWriter.WritePstore(xml, pstore);
        }
    }
}
