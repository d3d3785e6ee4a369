using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// What is left to do for block jobs that have concluded (guest-state.md 4.7): whoever comes first does it, and each step may have been done before.
/// </summary>
internal sealed class BlockJobEnding(GuestOperations guests)
{
    /// <summary>Waits for the job to conclude, and does the rest.</summary>
    /// <param name="mayFail">It was cancelled, so QEMU may say that it failed.</param>
    public void Wait(GuestRecord record, QmpClient monitor, BlockJob job, bool mayFail = false)
    {
        try
        {
            if (JobWait.Find(monitor, job.Id) is not null)
            {
                JobWait.Run(monitor, new WaitForJob(job.Id), null);
            }
        }
        catch (GuestException) when (mayFail || JobWait.Find(monitor, job.Id) is null)
        {
            // cancelled, as it was meant to be; or somebody else was quicker
        }

        All(record, monitor);
    }

    /// <summary>All jobs of the guest that have concluded.</summary>
    public void All(GuestRecord record, QmpClient monitor)
    {
        if (!guests.Store.HasJobs(record.Name))
        {
            return;
        }

        using FileLock held = BlockJobFiles.Lock(guests.Store, record.Name);
        foreach (string id in BlockJobFiles.Ids(guests.Store, record.Name))
        {
            if (BlockJobFiles.Read(guests.Store, record.Name, id) is not { } job)
            {
                continue;
            }

            JsonElement? live = JobWait.Find(monitor, id);
            if (live is { } known && known.GetProperty("status").ValueEquals("concluded"))
            {
                job = job with { Succeeded = !known.TryGetProperty("error", out _) };
                BlockJobFiles.Write(guests.Store, record.Name, job);
                if (job.Kind == BlockJobKind.Backup)
                {
                    new BackupProgress(guests.Store, record).Note(known);
                }
            }
            else if (live is not null)
            {
                continue;
            }

            // QEMU knows it no longer: whoever ended it was killed before all was done, or it never began
            Finish(record, monitor, job);
        }

        ForgetPush(record);
    }

    /// <summary>A push backup is over with the last of its jobs; a pull goes on until it is ended.</summary>
    private void ForgetPush(GuestRecord record)
    {
        string file = guests.Store.BackupFileOf(record.Name);
        bool has = BlockJobFiles.Ids(guests.Store, record.Name).Any(id => BlockJobFiles.Read(guests.Store, record.Name, id)?.Kind == BlockJobKind.Backup);
        if (!has && File.Exists(file) && BackupReader.Read(File.ReadAllText(file), status: true).Mode == BackupMode.Push)
        {
            Files.Delete(file);
            new BackupProgress(guests.Store, record).End();
        }
    }

    private void Finish(GuestRecord record, QmpClient monitor, BlockJob job)
    {
        if (job.Succeeded is { } succeeded)
        {
            StateJob.Run(guests, record, monitor, [BlockJobPlan.Dismiss(job)]);
            StateJob.Run(guests, record, monitor, BlockJobPlan.Finish(job, GuestDisks.NodesOf(monitor), !succeeded));
            bool moved = succeeded && (!job.IsMirror || job.Pivots);
            LiveDefinition.Change(guests.Store, record, domain =>
            {
                _ = moved && LiveDefinition.FollowJob(domain, job, isLive: true);
                LiveDefinition.Mirror(domain, job, exists: false);
            });
            if (moved && job.Definition is { } path)
            {
                DefinitionText.Change(path, domain => LiveDefinition.FollowJob(domain, job, isLive: false));
            }
        }
        else if (job.IsMirror)
        {
            LiveDefinition.Change(guests.Store, record, domain => LiveDefinition.Mirror(domain, job, exists: false));
        }

        BlockJobFiles.Remove(guests.Store, record.Name, job.Id);
    }
}
