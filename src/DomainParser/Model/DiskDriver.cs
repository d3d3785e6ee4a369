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
    public static readonly EnumNames<DiskCache> All = new("default", "none", "writethrough", "writeback", "directsync", "unsafe");
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
    public static readonly EnumNames<DiskErrorPolicy> All = new("default", "stop", "report", "ignore", "enospace");
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
    public static readonly EnumNames<DiskIo> All = new("default", "native", "threads", "io_uring");
}

public enum DiskDiscard
{
    Default,
    Unmap,
    Ignore,
}

public static class DiskDiscardNames
{
    public static readonly EnumNames<DiskDiscard> All = new("default", "unmap", "ignore");
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
    public static readonly EnumNames<DiskDetectZeroes> All = new("default", "off", "on", "unmap");
}
