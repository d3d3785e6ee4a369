using System.Buffers.Binary;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Capabilities;

/// <summary>
/// The compact form in which a QEMU's capabilities are kept on disk: a header (mark, format version, length and checksum of the rest), the fingerprint of
/// what they depend on, then the data with every distinct string once. Not meant to be exchanged: any other version is simply not read.
/// </summary>
public static class CapabilityFile
{
    private const int HeaderLength = 24;
    private const uint FormatVersion = 1;

    private static ReadOnlySpan<byte> Mark => "VLqemuC\n"u8;

    public static byte[] Write(QemuCapabilities capabilities, string fingerprint)
    {
        var writer = new CapabilityWriter();
        writer.Text(fingerprint);
        writer.Text(capabilities.EmulatorPath);
        writer.Text(capabilities.Arch);
        writer.Number(capabilities.Version);
        writer.Text(capabilities.Package);
        writer.Texts([.. capabilities.AllFlags]);
        foreach (DomainType type in Enum.GetValues<DomainType>())
        {
            WriteTables(writer, capabilities.Accelerator(type));
        }

        writer.Number(capabilities.Gic.Count);
        foreach (GicCapability gic in capabilities.Gic)
        {
            writer.Number(gic.Version);
            writer.Switch(gic.Kernel);
            writer.Switch(gic.Emulated);
        }

        WriteSev(writer, capabilities.Sev);
        WriteSgx(writer, capabilities.Sgx);
        writer.Texts(capabilities.HypervEnlightenments);

        byte[] payload = writer.Finish();
        byte[] file = new byte[HeaderLength + payload.Length];
        Mark.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), payload.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(16), Checksum(payload));
        payload.CopyTo(file, HeaderLength);
        return file;
    }

    /// <summary>Null where the file is torn, foreign, of another format or about another emulator.</summary>
    /// <param name="isCurrent">Says whether the fingerprint in the file still holds.</param>
    public static QemuCapabilities? Read(ReadOnlySpan<byte> file, string emulator, Func<string, bool> isCurrent)
    {
        if (file.Length < HeaderLength ||
            !file.StartsWith(Mark) ||
            BinaryPrimitives.ReadUInt32LittleEndian(file[8..]) != FormatVersion ||
            BinaryPrimitives.ReadInt32LittleEndian(file[12..]) != file.Length - HeaderLength ||
            BinaryPrimitives.ReadUInt64LittleEndian(file[16..]) != Checksum(file[HeaderLength..]))
        {
            return null;
        }

        try
        {
            var reader = new CapabilityReader(file[HeaderLength..]);
            return isCurrent(reader.Text()!) && reader.Text() == emulator ? Read(ref reader, emulator) : null;
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException)
        {
            // a sound checksum over nonsense: written by something else
            return null;
        }
    }

    private static QemuCapabilities Read(ref CapabilityReader reader, string emulator)
    {
        string arch = reader.Text()!;
        int version = (int)reader.Number();
        string package = reader.Text()!;
        string[] flags = reader.Texts();
        var tables = new (DomainType Type, AcceleratorCapabilities Tables)[3];
        for (int i = 0; i < tables.Length; i++)
        {
            tables[i] = ((DomainType)i, ReadTables(ref reader));
        }

        var gic = new GicCapability[reader.Count()];
        for (int i = 0; i < gic.Length; i++)
        {
            gic[i] = new((int)reader.Number(), reader.Switch() == true, reader.Switch() == true);
        }

        SevCapability? sev = ReadSev(ref reader);
        SgxCapability? sgx = ReadSgx(ref reader);
        return new(emulator, arch, version, package, flags, tables, gic, sev, sgx, reader.Texts());
    }

    private static void WriteTables(CapabilityWriter writer, AcceleratorCapabilities tables)
    {
        writer.Number(tables.Machines.Count);
        foreach (QemuMachine machine in tables.Machines)
        {
            writer.Text(machine.Name);
            writer.Text(machine.Alias);
            writer.Switch(machine.IsDefault);
            writer.Number(machine.MaxCpus);
            writer.Switch(machine.HotplugCpus);
            writer.Text(machine.DefaultCpuType);
            writer.Switch(machine.NumaMemSupported);
            writer.Text(machine.DefaultRamId);
            writer.Switch(machine.Deprecated);
            writer.Switch(machine.Acpi);
        }

        writer.Number(tables.Cpus.Count);
        foreach (QemuCpuDefinition cpu in tables.Cpus)
        {
            writer.Text(cpu.Name);
            writer.Text(cpu.TypeName);
            writer.Number((int)cpu.Usable);
            writer.Texts(cpu.Blockers);
            writer.Switch(cpu.Deprecated);
        }

        writer.Switch(tables.HostCpu is not null);
        if (tables.HostCpu is not { } host)
        {
            return;
        }

        writer.Text(host.ModelName);
        writer.Switch(host.MigratabilityKnown);
        writer.Texts(host.DeprecatedProperties);
        writer.Number(host.Properties.Count);
        foreach (CpuProperty property in host.Properties)
        {
            writer.Text(property.Name);
            writer.Number((int)property.Type);
            switch (property.Type)
            {
                case CpuPropertyType.Boolean:
                    writer.Switch(property.Boolean);
                    break;
                case CpuPropertyType.String:
                    writer.Text(property.Text);
                    break;
                default:
                    writer.Number(property.Number);
                    break;
            }

            writer.Switch(property.Migratable);
        }
    }

    private static AcceleratorCapabilities ReadTables(ref CapabilityReader reader)
    {
        var machines = new QemuMachine[reader.Count()];
        for (int i = 0; i < machines.Length; i++)
        {
            machines[i] = new(
                reader.Text()!,
                reader.Text(),
                reader.Switch() == true,
                (int)reader.Number(),
                reader.Switch() == true,
                reader.Text(),
                reader.Switch() == true,
                reader.Text(),
                reader.Switch() == true,
                reader.Switch());
        }

        var cpus = new QemuCpuDefinition[reader.Count()];
        for (int i = 0; i < cpus.Length; i++)
        {
            cpus[i] = new(reader.Text()!, reader.Text(), (CpuUsable)reader.Number(), reader.Texts(), reader.Switch() == true);
        }

        HostCpuExpansion? host = reader.Switch() == true ? ReadHostCpu(ref reader) : null;
        return machines.Length == 0 && cpus.Length == 0 && host is null ? AcceleratorCapabilities.Empty : new(machines, cpus, host);
    }

    private static HostCpuExpansion ReadHostCpu(ref CapabilityReader reader)
    {
        string model = reader.Text()!;
        bool known = reader.Switch() == true;
        string[] deprecated = reader.Texts();
        var properties = new CpuProperty[reader.Count()];
        for (int i = 0; i < properties.Length; i++)
        {
            string name = reader.Text()!;
            CpuProperty property = (CpuPropertyType)reader.Number() switch
            {
                CpuPropertyType.Boolean => CpuProperty.Of(name, reader.Switch() == true),
                CpuPropertyType.String => CpuProperty.Of(name, reader.Text()!),
                _ => CpuProperty.Of(name, reader.Number()),
            };
            properties[i] = property with { Migratable = reader.Switch() };
        }

        return new(model, properties, known, deprecated);
    }

    private static void WriteSev(CapabilityWriter writer, SevCapability? sev)
    {
        writer.Switch(sev is not null);
        if (sev is not null)
        {
            writer.Number(sev.Cbitpos);
            writer.Number(sev.ReducedPhysBits);
            writer.Text(sev.Pdh);
            writer.Text(sev.CertChain);
            writer.Text(sev.Cpu0Id);
        }
    }

    private static SevCapability? ReadSev(ref CapabilityReader reader) => reader.Switch() == true
        ? new((uint)reader.Number(), (uint)reader.Number(), reader.Text()!, reader.Text()!, reader.Text())
        : null;

    private static void WriteSgx(CapabilityWriter writer, SgxCapability? sgx)
    {
        writer.Switch(sgx is not null);
        if (sgx is null)
        {
            return;
        }

        writer.Switch(sgx.Flc);
        writer.Switch(sgx.Sgx1);
        writer.Switch(sgx.Sgx2);
        writer.Number((long)sgx.SectionSizeKiB);
        writer.Number(sgx.Sections.Count);
        foreach (SgxSection section in sgx.Sections)
        {
            writer.Number(section.Node);
            writer.Number((long)section.SizeKiB);
        }
    }

    private static SgxCapability? ReadSgx(ref CapabilityReader reader)
    {
        if (reader.Switch() != true)
        {
            return null;
        }

        bool flc = reader.Switch() == true;
        bool sgx1 = reader.Switch() == true;
        bool sgx2 = reader.Switch() == true;
        ulong size = (ulong)reader.Number();
        var sections = new SgxSection[reader.Count()];
        for (int i = 0; i < sections.Length; i++)
        {
            sections[i] = new((uint)reader.Number(), (ulong)reader.Number());
        }

        return new(flc, sgx1, sgx2, size, sections);
    }

    /// <summary>FNV-1a over 64-bit words, then the odd bytes: against accidents, not against attackers.</summary>
    private static ulong Checksum(ReadOnlySpan<byte> data)
    {
        const ulong Prime = 1099511628211;
        ulong hash = 14695981039346656037;
        for (; data.Length >= 8; data = data[8..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(data)) * Prime;
            hash ^= hash >> 32;
        }

        foreach (byte value in data)
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }
}
