using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;os&gt; and the bootloader elements before it.</summary>
internal static class OsWriter
{
    public static void Write(XmlOutput xml, Os os)
    {
        xml.Element("bootloader", os.Bootloader).Element("bootloader_args", os.BootloaderArgs);
        xml.Open("os").Attr("firmware", os.Firmware, Firmware.Names);
        xml.Open("type").Attr("arch", os.Arch).Attr("machine", os.Machine).CloseWith(os.Type);
        FirmwareFeatures(xml, os);
        Loader(xml, os.Loader);
        Nvram(xml, os.Nvram);
        if (os.Varstore is { } varstore)
        {
            xml.Open("varstore").Attr("template", varstore.Template).Attr("path", varstore.Path).Close();
        }

        xml.Element("kernel", os.Kernel).Element("initrd", os.Initrd).Element("cmdline", os.Cmdline).Element("dtb", os.Dtb).Element("shim", os.Shim);
        if (os.AcpiTables.Count > 0)
        {
            xml.Open("acpi");
            foreach (AcpiTable table in os.AcpiTables)
            {
                xml.Open("table").Attr("type", AcpiTableType.Names[table.Type]).CloseWith(table.Path);
            }

            xml.Close();
        }

        foreach (BootDevice device in os.BootDevices)
        {
            xml.Open("boot").Attr("dev", BootDevice.Names[device]).Close();
        }

        if (os.BootMenu is not null)
        {
            xml.Open("bootmenu").YesNo("enable", os.BootMenu).Attr("timeout", os.BootMenuTimeout).Close();
        }

        if (os.BiosUseSerial is not null || os.BiosRebootTimeout is not null)
        {
            xml.Open("bios").YesNo("useserial", os.BiosUseSerial).Attr("rebootTimeout", os.BiosRebootTimeout).Close();
        }

        if (os.SmbiosMode is not null)
        {
            xml.Open("smbios").Attr("mode", os.SmbiosMode, SmbiosMode.Names).Close();
        }

        xml.Close();
    }

    private static void FirmwareFeatures(XmlOutput xml, Os os)
    {
        if (os.EnrolledKeys is null && os.SecureBoot is null)
        {
            return;
        }

        xml.Open("firmware");
        Feature("enrolled-keys", os.EnrolledKeys);
        Feature("secure-boot", os.SecureBoot);
        xml.Close();

        void Feature(string name, bool? enabled)
        {
            if (enabled is not null)
            {
                xml.Open("feature").YesNo("enabled", enabled).Attr("name", name).Close();
            }
        }
    }

    private static void Loader(XmlOutput xml, Loader? loader)
    {
        if (loader is null
            || loader is { Path: null, Readonly: null, Secure: null, Type: null, Stateless: null, Format: null })
        {
            return;
        }

        xml.Open("loader").YesNo("readonly", loader.Readonly).YesNo("secure", loader.Secure).Attr("type", loader.Type, LoaderType.Names);
        xml.YesNo("stateless", loader.Stateless).Attr("format", loader.Format, FirmwareFormat.Names).CloseWith(loader.Path ?? "");
    }

    private static void Nvram(XmlOutput xml, NvramStore? nvram)
    {
        if (nvram is null || nvram is { Template: null, TemplateFormat: null, Format: null, Source: null })
        {
            return;
        }

        xml.Open("nvram").Attr("template", nvram.Template).Attr("templateFormat", nvram.TemplateFormat, FirmwareFormat.Names);
        if (nvram.IsSourceElement && nvram.Source is { } source)
        {
            xml.Attr("type", StorageType.Names[source.Type]).Attr("format", nvram.Format, FirmwareFormat.Names);
            StorageSourceWriter.Write(xml, source);
            xml.Close();
        }
        else
        {
            xml.Attr("format", nvram.Format, FirmwareFormat.Names).CloseWith(nvram.Source?.Path ?? "");
        }
    }
}
