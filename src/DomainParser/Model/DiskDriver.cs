namespace VirshLite.DomainParser.Model;

// The words of the attributes of a disk's <driver> (formatdomain "driver").

public enum DiskCache
{
    Default,
    None,
    WriteThrough,
    WriteBack,
    DirectSync,
    Unsafe,
}

public static class DiskCacheNames
{
    private static readonly EnumNames<DiskCache> All = new("default", "none", "writethrough", "writeback", "directsync", "unsafe");

    extension(DiskCache)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskCache> Names => All;
    }
}

public enum DiskErrorPolicy
{
    Default,
    Stop,
    Report,
    Ignore,
    Enospace,
}

public static class DiskErrorPolicyNames
{
    private static readonly EnumNames<DiskErrorPolicy> All = new("default", "stop", "report", "ignore", "enospace");

    extension(DiskErrorPolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskErrorPolicy> Names => All;
    }
}

public enum DiskIo
{
    Default,
    Native,
    Threads,
    IoUring,
}

public static class DiskIoNames
{
    private static readonly EnumNames<DiskIo> All = new("default", "native", "threads", "io_uring");

    extension(DiskIo)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskIo> Names => All;
    }
}

public enum DiskDiscard
{
    Default,
    Unmap,
    Ignore,
}

public static class DiskDiscardNames
{
    private static readonly EnumNames<DiskDiscard> All = new("default", "unmap", "ignore");

    extension(DiskDiscard)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskDiscard> Names => All;
    }
}

public enum DiskDetectZeroes
{
    Default,
    Off,
    On,
    Unmap,
}

public static class DiskDetectZeroesNames
{
    private static readonly EnumNames<DiskDetectZeroes> All = new("default", "off", "on", "unmap");

    extension(DiskDetectZeroes)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskDetectZeroes> Names => All;
    }
}
