namespace VirshLite.DomainParser.Model;

public sealed class Shmem : Device
{
}
