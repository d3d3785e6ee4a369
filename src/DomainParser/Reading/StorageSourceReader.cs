using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>The &lt;source&gt; element of a disk, backing store, data store, nvram or iSCSI host device (rules: storage.md 17.1).</summary>
internal static class StorageSourceReader
{
    /// <summary>Reads <paramref name="cursor"/>, a &lt;source&gt; element, into <paramref name="source"/>, whose type is known already.</summary>
    public static void Read(XmlCursor cursor, StorageSource source)
    {
        source.Position = cursor.Position;
        cursor.IgnoreAttributes("index", "startupPolicy");
        source.Index = cursor.IsLive ? cursor.UInt("index") ?? source.Index : 0;
        source.Private = StoragePrivateReader.Read(cursor);
        Location(cursor, source);
        if (cursor.Child("auth") is { } auth)
        {
            source.Auth = Auth(auth);
            if (source.Type == StorageType.Volume)
            {
                auth.Context.Ignored("the pool of a volume tells who logs in: <auth>", auth.Position);
                source.Auth = null;
            }
        }

        if (cursor.Child("encryption") is { } encryption)
        {
            source.Encryption = Encryption(encryption);
        }

        source.Reservations = Reservations(cursor.Child("reservations"));
        source.Slice = Slice(cursor.Child("slices"));
        var labels = new List<DeviceSecLabel>();
        DeviceSecLabelReader.ReadInto(cursor, labels);
        if (source.Type != StorageType.Network)
        {
            source.SecLabels.AddRange(labels);
        }

        if (cursor.Since("10.10").Child("dataStore") is { } dataStore)
        {
            source.DataStore = DataStore(dataStore);
        }
    }

    /// <summary>What the type asks for.</summary>
    private static void Location(XmlCursor cursor, StorageSource source)
    {
        switch (source.Type)
        {
            case StorageType.File:
                source.Path = cursor.NonEmpty("file");
                source.FdGroup = cursor.NonEmpty("fdgroup");
                break;
            case StorageType.Block:
                source.Path = cursor.NonEmpty("dev");
                break;
            case StorageType.Dir:
                source.Path = cursor.NonEmpty("dir");
                break;
            case StorageType.Network:
                NetworkSourceReader.Read(cursor, source);
                break;
            case StorageType.Volume:
                source.PoolVolume = PoolVolume(cursor);
                if (StatusDataReader.ActualType(cursor) is { } actual and not StorageType.Volume)
                {
                    source.Resolved = new StorageSource { Position = source.Position, Type = actual };
                    Location(cursor, source.Resolved);
                }

                break;
            case StorageType.Nvme:
                source.Nvme = Nvme(cursor);
                break;
            case StorageType.VhostUser:
                VhostUser(cursor, source);
                break;
            case StorageType.VhostVdpa:
                source.Path = cursor.NonEmpty("dev") ?? throw cursor.Error("a vhostvdpa source needs the attribute 'dev'");
                break;
        }
    }

    /// <summary>&lt;auth&gt;, wherever it stands.</summary>
    public static StorageAuth Auth(XmlCursor cursor)
    {
        XmlCursor secret = cursor.RequiredChild("secret");
        return new StorageAuth
        {
            Username = cursor.NonEmpty("username") ?? throw cursor.Error("<auth> needs the attribute 'username'"),
            Secret = SecretReference(secret),
        };
    }

    /// <summary>&lt;encryption&gt;, wherever it stands.</summary>
    public static StorageEncryption Encryption(XmlCursor cursor)
    {
        var encryption = new StorageEncryption
        {
            Format = cursor.RequiredEnum("format", EncryptionFormat.Names),
            Engine = cursor.Enum("engine", EncryptionEngine.Names),
        };
        foreach (XmlCursor secret in cursor.Children("secret"))
        {
            SecretReference reference = SecretReference(secret);
            if (reference.Type != "passphrase")
            {
                throw secret.Error($"'{reference.Type}' is not the type of an encryption's secret; 'passphrase' would be right");
            }

            encryption.Secrets.Add(reference);
        }

        XmlCursor? cipher = cursor.Child("cipher");
        XmlCursor? ivgen = cursor.Child("ivgen");
        if (cipher is not null)
        {
            encryption.Cipher = new EncryptionCipher
            {
                Name = cipher.RequiredText("name"),
                Size = cipher.UInt("size") ?? throw cipher.Error("<cipher> needs the attribute 'size'"),
                Mode = cipher.NonEmpty("mode"),
                Hash = cipher.NonEmpty("hash"),
                IvgenName = ivgen?.RequiredText("name"),
                IvgenHash = ivgen?.NonEmpty("hash"),
            };
        }
        else if (ivgen is not null)
        {
            throw ivgen.Error("<ivgen> needs a <cipher> beside it");
        }

        return encryption;
    }

    /// <summary>pool=, volume= and mode= of a source of type volume.</summary>
    public static StoragePoolVolume? PoolVolume(XmlCursor cursor)
    {
        string? pool = cursor.NonEmpty("pool");
        string? volume = cursor.NonEmpty("volume");
        PoolVolumeMode? mode = cursor.Enum("mode", PoolVolumeMode.Names);
        if (pool is null && volume is null)
        {
            return null;
        }

        return pool is not null && volume is not null
            ? new StoragePoolVolume { Pool = pool, Volume = volume, Mode = mode }
            : throw cursor.Error("a source of type volume needs both 'pool' and 'volume'");
    }

    /// <summary>&lt;metadata_cache&gt;&lt;max_size&gt; below <paramref name="parent"/>, in bytes; 0 where absent.</summary>
    public static ulong MetadataCache(XmlCursor? parent) =>
        parent?.Child("metadata_cache")?.FilledChild("max_size")?.ContentBytes("bytes") ?? 0;

    private static SecretReference SecretReference(XmlCursor cursor)
    {
        string? uuid = cursor.Text("uuid");
        string? usage = cursor.Text("usage");
        if ((uuid is null) == (usage is null))
        {
            throw cursor.Error("<secret> needs either 'uuid' or 'usage'");
        }

        var reference = new SecretReference { Type = cursor.Text("type"), Usage = usage };
        if (uuid is not null)
        {
            reference.Uuid = Guid.TryParse(uuid, out Guid parsed) ? parsed : throw cursor.Error($"'{uuid}' is not a UUID");
        }

        return reference;
    }

    private static StorageNvme Nvme(XmlCursor cursor)
    {
        if (cursor.RequiredText("type") != "pci")
        {
            throw cursor.Error("an nvme source has type='pci'");
        }

        bool? managed = cursor.YesNo("managed");
        return new StorageNvme
        {
            Managed = managed,
            Namespace = cursor.ULong("namespace") ?? throw cursor.Error("an nvme source needs the attribute 'namespace'"),
            Address = DeviceAddressReader.ReadHostPci(cursor.Child("address")
                ?? throw cursor.Error("NVMe disk source is missing address: <address domain= bus= slot= function=/>")),
        };
    }

    private static void VhostUser(XmlCursor cursor, StorageSource source)
    {
        if (cursor.RequiredText("type") != "unix")
        {
            throw cursor.Unsupported("a vhostuser disk takes only a source of type='unix'");
        }

        source.Path = cursor.NonEmpty("path") ?? throw cursor.Error("a vhostuser source needs the attribute 'path'");
        cursor.IgnoreAttributes("mode");
        if (cursor.Child("reconnect") is { } reconnect)
        {
            source.ReconnectEnabled = reconnect.YesNo("enabled");
            uint? timeout = reconnect.UInt("timeout");
            source.ReconnectTimeoutSeconds = timeout is null && source.ReconnectEnabled == true
                ? throw reconnect.Error("<reconnect enabled='yes'> needs the attribute 'timeout', in seconds") : timeout ?? 0;
        }
    }

    private static StorageReservations? Reservations(XmlCursor? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        bool managed = cursor.YesNo("managed") ?? throw cursor.Error("<reservations> needs the attribute 'managed': yes or no");
        bool? migration = cursor.Since("12.1").YesNo("migration");
        if (managed)
        {
            string? helper = cursor.IsLive ? cursor.Child("source")?.NonEmpty("path") : null;
            cursor.IgnoreChildren("source");
            return new StorageReservations { Managed = true, Path = helper, Migration = migration };
        }

        XmlCursor source = cursor.Child("source")
            ?? throw cursor.Error("missing connection type for <reservations/>: <source type='unix' path=… mode='client'/>");
        if (source.RequiredText("type") != "unix")
        {
            throw source.Unsupported("the source of <reservations> has type='unix'");
        }

        string path = source.RequiredText("path");
        return source.RequiredText("mode") == "client"
            ? new StorageReservations { Path = path, Migration = migration }
            : throw source.Unsupported("the source of <reservations> has mode='client'");
    }

    private static StorageSlice? Slice(XmlCursor? slices)
    {
        foreach (XmlCursor slice in slices?.Children("slice") ?? [])
        {
            if (slice.Text("type") == "storage")
            {
                var part = new StorageSlice
                {
                    Offset = slice.ULong("offset") ?? throw slice.Error("<slice> needs the attribute 'offset'"),
                    Size = slice.ULong("size") ?? throw slice.Error("<slice> needs the attribute 'size'"),
                };
                return part.Offset <= long.MaxValue && part.Size <= long.MaxValue - part.Offset ? part
                    : throw slice.Error("the <slice> ends behind where any file can end");
            }

            slice.Context.Ignored("a <slice> that is not of type 'storage' says nothing", slice.Position);
            slice.TakeAnything();
        }

        return null;
    }

    private static StorageSource DataStore(XmlCursor cursor)
    {
        XmlCursor format = cursor.RequiredChild("format");
        var store = new StorageSource
        {
            Type = cursor.RequiredEnum("type", StorageType.Names),
            Format = format.RequiredEnum("type", StorageFormat.Names),
        };
        cursor.IgnoreAttributes("index");
        Read(cursor.RequiredChild("source"), store);
        return store;
    }
}
