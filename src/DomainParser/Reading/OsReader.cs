using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;os&gt;, &lt;bootloader&gt; and &lt;bootloader_args&gt; (completion.md 3.2, 3.3).</summary>
internal static class OsReader
{
    private const int MaximumBootDevices = 4;

    private static readonly string[] Architectures =
    [
        "alpha", "armv6l", "armv7l", "armv7b", "aarch64", "cris", "i686", "ia64", "lm32", "loongarch64", "m68k", "microblaze", "microblazeel",
        "mips", "mipsel", "mips64", "mips64el", "openrisc", "parisc", "parisc64", "ppc", "ppcle", "ppc64", "ppc64le", "ppcemb", "riscv32", "riscv64",
        "s390", "s390x", "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "x86_64", "xtensa", "xtensaeb",
    ];

    /// <summary>What formatdomain's "Container boot" knows; libvirt forgets it for hvm.</summary>
    private static readonly string[] ContainerOnly = ["init", "initarg", "initenv", "initdir", "inituser", "initgroup"];

    public static void Read(XmlCursor root, Domain domain)
    {
        Os os = domain.Os;
        os.Bootloader = Text(root, "bootloader");
        os.BootloaderArgs = Text(root, "bootloader_args");
        XmlCursor cursor = root.RequiredChild("os");
        os.Position = cursor.Position;
        Type(cursor, os);
        os.Firmware = cursor.EnumUnlessEmpty("firmware", Firmware.Names);
        if (cursor.Child("firmware") is { } firmware)
        {
            FirmwareFeatures(firmware, os);
        }

        os.Kernel = Text(cursor, "kernel");
        os.Initrd = Text(cursor, "initrd");
        os.Cmdline = Text(cursor, "cmdline");
        os.Shim = Text(cursor, "shim");
        os.Dtb = Text(cursor, "dtb");
        os.Loader = cursor.Child("loader") is { } loader ? Loader(loader) : null;
        os.Nvram = cursor.Child("nvram") is { } nvram ? Nvram(nvram) : null;
        if (cursor.Since("12.1").Child("varstore") is { } varstore)
        {
            os.Varstore = os.Nvram is null
                ? new VariableStore { Position = varstore.Position, Path = varstore.NonEmpty("path"), Template = varstore.NonEmpty("template") }
                : throw varstore.Error("Cannot have both <nvram> and <varstore>");
        }

        if (!root.Knows("12.0") && os.Loader is null && os.Nvram?.Format is { } format)
        {
            os.Loader = new Loader { Position = os.Nvram.Position, Format = format };
        }

        if (cursor.Child("acpi") is { } acpi)
        {
            foreach (XmlCursor table in acpi.Children("table"))
            {
                os.AcpiTables.Add(AcpiTable(table));
            }
        }

        foreach (string container in ContainerOnly)
        {
            foreach (XmlCursor child in cursor.Children(container))
            {
                child.TakeAnything();
                child.Context.Ignored($"<{container}> is for containers and means nothing to a guest of QEMU", child.Position);
            }
        }

        Boot(cursor, os);
        os.SmbiosMode = cursor.Child("smbios") is { } smbios && smbios.Text("mode") != "none" ? smbios.EnumUnlessEmpty("mode", SmbiosMode.Names) : null;
    }

    /// <summary>The text of a child; null where it is absent or empty.</summary>
    internal static string? Text(XmlCursor cursor, string name) => cursor.ChildText(name) is { Length: > 0 } text ? text : null;

    private static void Type(XmlCursor cursor, Os os)
    {
        XmlCursor type = cursor.Child("type") ?? throw cursor.Error("an os <type> must be specified");
        os.Type = type.Content;
        if (os.Type != "hvm")
        {
            throw type.Unsupported($"<type> holds {XmlCursor.Shown(os.Type)}, which QEMU does not run; <type>hvm</type> would be right");
        }

        os.Arch = type.NonEmpty("arch");
        if (os.Arch is { } arch && Array.IndexOf(Architectures, arch) < 0)
        {
            throw type.Error($"unknown architecture '{arch}'");
        }

        os.Machine = type.NonEmpty("machine");
    }

    private static void FirmwareFeatures(XmlCursor cursor, Os os)
    {
        foreach (XmlCursor feature in cursor.Children("feature"))
        {
            bool enabled = feature.YesNo("enabled") ?? throw feature.Error("<feature> needs the attribute 'enabled'");
            switch (feature.RequiredText("name"))
            {
                case "enrolled-keys":
                    Once(feature, os.EnrolledKeys);
                    os.EnrolledKeys = enabled;
                    break;
                case "secure-boot":
                    Once(feature, os.SecureBoot);
                    os.SecureBoot = enabled;
                    break;
                case var other:
                    throw feature.Error($"unknown firmware feature '{other}'; enrolled-keys or secure-boot would be right");
            }
        }
    }

    private static void Once(XmlCursor cursor, bool? before)
    {
        if (before is not null)
        {
            cursor.Context.Unknown("a firmware feature can be given only once", cursor.Position);
        }
    }

    private static Loader Loader(XmlCursor cursor)
    {
        string path = cursor.Content;
        return new Loader
        {
            Position = cursor.Position,
            Path = path.Length == 0 ? null : path,
            Readonly = cursor.YesNo("readonly"),
            Secure = cursor.YesNo("secure"),
            Type = cursor.Enum("type", LoaderType.Names),
            Stateless = cursor.YesNo("stateless"),
            Format = cursor.Since("9.2").EnumOrNone("format", FirmwareFormat.Names),
        };
    }

    private static NvramStore Nvram(XmlCursor cursor)
    {
        var nvram = new NvramStore
        {
            Position = cursor.Position,
            Template = cursor.NonEmpty("template"),
            TemplateFormat = cursor.Since("10.10").Enum("templateFormat", FirmwareFormat.Names),
            Format = cursor.Since("9.2").Enum("format", FirmwareFormat.Names),
        };
        if (cursor.Text("type") is not null)
        {
            nvram.Source = new StorageSource { Position = cursor.Position, Type = cursor.RequiredEnum("type", StorageType.Names) };
            StorageSourceReader.Read(cursor.RequiredChild("source"), nvram.Source);
            nvram.IsSourceElement = true;
        }
        else if (cursor.OwnText is { Length: > 0 } path)
        {
            nvram.Source = new StorageSource { Position = cursor.Position, Type = StorageType.File, Path = path };
        }

        return nvram;
    }

    private static AcpiTable AcpiTable(XmlCursor cursor)
    {
        string path = cursor.Content;
        return path.Length == 0
            ? throw cursor.Error("<table> holds the path of an ACPI table")
            : new AcpiTable
            {
                Position = cursor.Position,
                Type = cursor.RequiredEnum("type", AcpiTableType.Names),
                Path = PathText.WithoutDoubledSlashes(path)
            };
    }

    private static void Boot(XmlCursor cursor, Os os)
    {
        foreach (XmlCursor boot in cursor.Children("boot"))
        {
            BootDevice device = boot.RequiredEnum("dev", BootDevice.Names);
            if (os.BootDevices.Count < MaximumBootDevices)
            {
                os.BootDevices.Add(device);
            }
        }

        if (cursor.Child("bootmenu") is { } menu)
        {
            os.BootMenu = menu.YesNo("enable");
            uint? timeout = menu.UInt("timeout");
            os.BootMenuTimeout = os.BootMenu == true ? timeout : null;
        }

        if (cursor.Child("bios") is { } bios)
        {
            os.BiosUseSerial = bios.YesNoOrIgnored("useserial") ?? (bios.Text("useserial") is null ? null : false);
            os.BiosRebootTimeout = bios.Int("rebootTimeout");
            if (os.BiosRebootTimeout is < -1 or > 65535)
            {
                throw bios.Error("rebootTimeout is from -1 to 65535 milliseconds");
            }
        }
    }
}
